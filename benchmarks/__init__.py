"""How fast Quintet is, measured on the real thing: real database, real Redis, real processes, durable state on."""
