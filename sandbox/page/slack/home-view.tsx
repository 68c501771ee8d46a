import type { View } from '@countersign/sandbox-stage/protocol';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceContext } from '../blocks/surface.ts';
import { useViewSurface } from './use-view-surface.ts';

/** What the bot published on its Home tab for this person. */
export function HomeView({ view }: { readonly view: View }) {
  const surface = useViewSurface(view);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="home-view" tabIndex={0} aria-label="Home of Countersign">
      <SurfaceContext.Provider value={surface}>
        <Blocks of={view.blocks} />
      </SurfaceContext.Provider>
    </section>
  );
}
