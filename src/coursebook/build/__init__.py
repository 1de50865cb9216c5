"""Makes everything that people hold, each edition in its own folder."""
