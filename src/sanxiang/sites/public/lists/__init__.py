"""清单文本: every published list and text with its editions, as pages and files."""
