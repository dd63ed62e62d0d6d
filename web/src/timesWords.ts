import { i18n } from "./i18n";
import { messages } from "./locales/times/en.po";

/** The words of when people can (lingui.config.js lists the files); each of those pages imports this. */
i18n.load("en", messages);
