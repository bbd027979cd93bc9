"""第二步验证: after the password a code of an authenticator app (TOTP, RFC 6238), a recovery code, or a passkey.

Words: 动态口令 = totp, 恢复码 = recovery_code, 通行密钥 = passkey (WebAuthn). Kept by allauth.mfa.
Must never: sign anybody in without the password before, or accept a code twice.
"""
