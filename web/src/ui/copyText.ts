/**
 * Puts the text of a field on the clipboard; false where the browser allows neither way. Pages inside apps often lack
 * the newer one.
 */
export async function copyText(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
