/** Numbers as languages write them that part the whole from the rest with a comma. */
export function withComma(value: number, digits: number): string {
  return value.toFixed(digits).replace(".", ",");
}
