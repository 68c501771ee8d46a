import base from './vitest.config.ts';
const b:any = base; export default {...b, test:{...b.test, projects: b.test.projects.map((p:any)=>({...p, extends:'./vitest.config.ts', test:{...p.test, setupFiles:['./cpu-setup.mjs']}}))}};
