import type { ElementState } from '@countersign/sandbox-stage/protocol';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Offer } from '../controls/choices.ts';

export type Value = string | readonly string[];

/** Where blocks stand, and what their controls do there. */
export type Surface = {
  readonly kind: 'message' | 'modal' | 'home';
  /** Makes ids on the page from ids of blocks. */
  readonly prefix: string;
  /** Of the control whose answer is awaited: `block/action`. */
  readonly busy: string | null;
  readonly errors: Readonly<Record<string, string>>;
  readonly click: (blockId: string, actionId: string, value: Value | null) => Promise<void>;
  readonly suggest: (blockId: string, actionId: string, typed: string) => Promise<Offer>;
  /** What was entered since; undefined where nothing was. */
  readonly entered: (blockId: string, actionId: string) => Value | undefined;
  readonly enter: (blockId: string, actionId: string, value: Value) => void;
  /** What the server knows the element to hold. */
  readonly held: (blockId: string, actionId: string) => ElementState | undefined;
};

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === null) throw new Error('blocks stand nowhere');
  return surface;
}

/** On several controls of one page, and the same after each drawing. */
export function controlId({ prefix }: Surface, blockId: string, actionId: string): string {
  return `${prefix}--${blockId}--${actionId}`.replaceAll(/[^\w-]/g, '_');
}
