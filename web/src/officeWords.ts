import { i18n } from "./i18n";
import { messages } from "./locales/office/en.po";

/** The words of the admins' pages (lingui.config.js lists the files); each of those pages imports this. */
i18n.load("en", messages);
