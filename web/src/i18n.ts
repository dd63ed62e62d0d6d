import { i18n } from "@lingui/core";
import { messages } from "./locales/en.po";
import { keepValuesPlain } from "./plainValues";

i18n.loadAndActivate({ locale: "en", messages });

export { i18n };

keepValuesPlain(i18n);
