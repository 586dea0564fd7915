"""Log-in through a broker that speaks OpenID Connect (for Entra, eHerkenning, or an organisation's own)."""
