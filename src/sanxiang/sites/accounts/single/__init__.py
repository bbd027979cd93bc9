"""单点登录: the agency's own sign-on (OpenID Connect, code flow with PKCE) says who it is; accounts stay ours.

Words: 统一身份认证 = the provider, 声明 = claim.
Must never: open an account for somebody who has none, or skip the second step of an account.
"""
