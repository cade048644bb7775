import './app.css';
import { becomeIsolated } from './isolation.ts';
import './own-compiler.ts';

if (!(await becomeIsolated())) {
  const [{ mount }, { default: App }] = await Promise.all([import('svelte'), import('./App.svelte')]);
  mount(App, { target: document.getElementById('app')! });
}
