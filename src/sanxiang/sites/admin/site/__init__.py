"""设置: what the public site says of itself on every page, and whether it says all that it must.

Words: 页脚 = footer. What was set here (disclosure `site`) comes before the environment of the server (config.env).
Must never: be changed by anybody but the administrator of the highest justice bureau here, or show a secret.
"""
