import { i18n } from "./i18n";
import { messages } from "./locales/later/en.po";

/** The words of what is loaded later (lingui.config.js lists the files); each of those parts imports this. */
i18n.load("en", messages);
