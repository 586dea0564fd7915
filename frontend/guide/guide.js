// The guide works without any of this. It sets no cookie and sends nothing.
import { offerToRead } from "./aloud.js";
import { offerToKeep } from "./keeping.js";
import { readWithoutNetwork } from "./without_network.js";
import { offerToPrint } from "./printing.js";

offerToRead();
offerToPrint();
readWithoutNetwork();
offerToKeep();
