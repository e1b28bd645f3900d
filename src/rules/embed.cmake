# The built-in rules, as they stand in seeds/rules.
tidings_embed(tidings_rules ${PROJECT_SOURCE_DIR}/seeds/rules/news.toml)
tidings_embed(tidings_political_rules ${PROJECT_SOURCE_DIR}/seeds/rules/political.toml)
