// What is compiled of a rule, made once for each policy that was loaded: its parts are the same objects until the next load.
export function compileOnce<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const made = new WeakMap<From, { readonly of: Made }>();
  return (from) => {
    const known = made.get(from);
    if (known !== undefined) return known.of;
    const of = make(from);
    made.set(from, { of });
    return of;
  };
}
