/** An act that can't be carried out, with the sentence that the person is told. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
