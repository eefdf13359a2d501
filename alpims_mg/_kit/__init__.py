"""Tools that know nothing of magnesium: total tables, checks with house messages, markup."""
