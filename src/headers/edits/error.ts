/** A header edit that cannot be made. `message` says which and why; `advice` what to do now. Both are for people. */
export class HeaderEditError extends Error {
  override name = 'HeaderEditError';
  constructor(
    message: string,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An edit names something no header of the tree declares. */
export class NameNotDeclared extends HeaderEditError {
  override name = 'NameNotDeclared';
  constructor(
    readonly declaration: string,
    /** Headers that mention the name without declaring it. */
    readonly mentioned: string[],
    /** How many headers were searched. */
    readonly searched: number,
  ) {
    super(
      `No header declares ${declaration}: ${searched} searched${
        mentioned.length > 0 ? `; only mentioned in ${mentioned.join(', ')}` : ', none mentions it'
      }.`,
      'Check the name, or choose headers that have it.',
    );
  }
}

/** An edit that cannot be made at all: not a name, or a file that is no text. */
export class EditImpossible extends HeaderEditError {
  override name = 'EditImpossible';
}

/** A patch that does not fit the headers: nothing of it has been applied. */
export class PatchRejected extends HeaderEditError {
  override name = 'PatchRejected';
}
