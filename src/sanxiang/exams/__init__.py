"""培训考试: the question bank, examinations drawn from it, what officers reached, and credentials asked for on it.

Words: 试题 = Question, 考试 = Examination, 答卷 = Sitting, 组卷 = draw, 交卷 = hand in, 合格 = passed,
证件申领 = CredentialApplication.
Doors: `services`, `selectors`; who may do what stands in `policies`.
Serves: 国办发〔2018〕118号（二十三）: nobody enforces before training and an examination.
Must never: show an answer before the paper is handed in; change a paper or a result that is handed in.
"""
