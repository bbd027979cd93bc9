"""设置: what the public site says of itself on every page, and whether it says all that it must.

Words: 页脚 = footer. The values come from the environment (config.env), so that no account can change them.
Must never: change a value, or show a secret.
"""
