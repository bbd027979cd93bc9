"""外观: the shared look of every site: stylesheet, components (macros), icons, statuses, shells.

Words: 组件 = macro of `ui`, 状态 = StatusSpec, 外壳 = shell (portal, desk, plain), 样式手册 = style guide.
Articles: 国办发〔2017〕47号 (footer and meta items of government sites), 工信部适老化 2021 (elder mode),
GB/T 37668 (accessibility), GB/T 15835 (numerals).
Must never: know a room, an audience or a rule; carry script or style inside a page.
"""
