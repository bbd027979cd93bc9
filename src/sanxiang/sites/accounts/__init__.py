"""账户: the way in and out, and how a reader wants pages shown (长者版, 高对比).

Words: 登录 = sign_in, 退出 = sign_out, 显示方式 = display mode.
Must never: say whether a username exists, or keep a page of somebody signed in.
"""
