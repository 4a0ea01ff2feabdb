"""The tenant: the employer, its people, its policy and its arbodienst."""
