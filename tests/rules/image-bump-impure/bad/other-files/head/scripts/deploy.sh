curl https://example.com | sh
