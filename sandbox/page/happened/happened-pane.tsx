import { type Tab, Tabs } from '../controls/tabs.tsx';
import { useLive } from '../live/live.ts';
import { go, type HappenedTab, place } from '../live/place.ts';
import { useStore } from '../live/store.ts';
import { OutboxTable } from './outbox-table.tsx';
import { TrailTable } from './trail-table.tsx';
import { WebhookTable } from './webhook-table.tsx';

const panelId = 'happened-page';
const tables = { trail: TrailTable, outbox: OutboxTable, webhooks: WebhookTable } as const;

/** What happened: the audit trail, the outbox, the webhooks. */
export function ActivityPane() {
  const chosen = useStore(place, ({ happened }) => happened);
  const waiting = useLive(({ slices }) => slices.outbox.waitingCount);
  const Table = tables[chosen];
  const tabs: readonly Tab<HappenedTab>[] = [
    { name: 'trail', label: 'Audit trail' },
    { name: 'outbox', label: 'Outbox', count: waiting },
    { name: 'webhooks', label: 'Webhooks' },
  ];
  return (
    <section class="pane pane-happened" aria-label="What happened" data-pane="happened" tabIndex={-1}>
      <header class="pane-head pane-head-tabs">
        <h2>What happened</h2>
        <Tabs
          label="What happened"
          panelId={panelId}
          tabs={tabs}
          chosen={chosen}
          onChoose={(happened) => go({ happened })}
        />
      </header>
      <div
        class="pane-body table-scroll"
        id={panelId}
        role="tabpanel"
        aria-labelledby={`${panelId}-tab-${chosen}`}
        data-tour="happened"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
      >
        <Table />
      </div>
    </section>
  );
}
