/** What an effect is carried out by. Each has its own pace; a lane is of one of them. */
export type Way = 'github' | 'post' | 'redraw' | 'home';
