"""登记: who may enforce, against whom, who may use the software, and which days are working days.

Words: 执法主体 = Agency, 内设机构 = Unit, 执法人员 = Officer, 执法证件 = Credential,
当事人 = Party, 账户 = Account, 角色 = Role, 工作日历 = CalendarDay.
Doors: `services` (people and bodies), `bulk` (many of them at once), `calendar` (working days), `selectors`, `policies`.
Serves: 行政处罚法第二十条、第四十二条; 国办发〔2018〕118号（四）（十一）; 全国年节及纪念日放假办法.
Must never: know a law, a power item or a case; let an account see another agency's objects.
"""
