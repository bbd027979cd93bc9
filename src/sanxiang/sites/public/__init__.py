"""公示网站: what everybody may read, from snapshots only, on pages that need neither account nor script.

Words: 首页 home, 综合信息 news, 执法部门 agencies, 执法人员 officers, 权责清单 powers, 执法结果 results,
办理动态 progress, 咨询投诉 ask, 法规依据 law, 文书真伪 papers, 开放数据 data, 公开账本 log.
Serves: 国办发〔2018〕118号（四）至（六）; 政府信息公开条例第二十四条; 国办发〔2017〕47号 (page rules).
Must never: reach cases, evidence, review, documents or flows, even indirectly; query under another role than
sanxiang_public; show a natural person's full name; or carry a control without which a page cannot be read.
"""
