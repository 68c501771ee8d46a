import { render } from 'preact';
import { Page } from './frame/page.tsx';
import { followPaneKeys } from './frame/pane-keys.ts';
import { followTheme } from './frame/theme.ts';
import { followLive } from './live/live.ts';

followTheme();
followLive();
followPaneKeys();
const place = document.getElementById('page');
if (place !== null) render(<Page />, place);
