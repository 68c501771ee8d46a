import { useStore } from '../live/store.ts';
import { dismiss, toasts } from '../live/toast.ts';
import { Icon } from './icon.tsx';

export function Toasts() {
  const shown = useStore(toasts, (held) => held);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <div class="toast" key={id}>
          <Icon name="warn" />
          <p>{text}</p>
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}
