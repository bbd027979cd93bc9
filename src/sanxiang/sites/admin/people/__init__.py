"""人员: who serves enforcement, what their credentials are worth today, and each act on one.

Words: 执法人员 = Officer, 执法证件 = Credential, 证件办理 = CredentialEvent, 年审 = annual check, 离岗 = leave post.
Agencies keep their own people; the justice bureau acts on credentials (国办发〔2018〕118号（二十三）).
Must never: show another agency's people; change what was done.
"""
