"""登记: who may enforce, against whom, and who may use the software.

Words: 执法主体 = Agency, 内设机构 = Unit, 执法人员 = Officer, 执法证件 = Credential,
行政相对人/当事人 = Party, 账户 = Account.
Serves: 行政处罚法第二十条、第四十二条; 国办发〔2018〕118号（四）（二十三）.
Must never: know a law, a power item or a case; let an account see another agency's objects.
"""
