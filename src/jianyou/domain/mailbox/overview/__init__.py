"""一页概况: what a run came to, as one web page with pictures and nothing personal."""
