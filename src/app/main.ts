import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { becomeIsolated } from './isolation.ts';

if (!(await becomeIsolated())) mount(App, { target: document.getElementById('app')! });
