const shades = 6;

/** Two letters on one of a few shades, the same for the same name. */
export function Avatar({ name, isBot = false }: { readonly name: string; readonly isBot?: boolean }) {
  const letters = name
    .split(/[\s-]+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const shade = [...name].reduce((sum, char) => sum + char.charCodeAt(0), 0) % shades;
  return (
    <span class={isBot ? 'avatar avatar-bot' : `avatar avatar-${shade}`} aria-hidden="true">
      {isBot ? (
        <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <path d="M8 16l5 5L24.5 9.5" />
          <path d="M8 25.5h16" />
        </svg>
      ) : (
        letters
      )}
    </span>
  );
}
