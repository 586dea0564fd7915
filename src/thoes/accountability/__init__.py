"""What an organisation must be able to show: its register of processing, the draft DPIA, who looked, what leaked."""
