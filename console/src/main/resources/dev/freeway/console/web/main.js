import { useTheme, wantedTheme } from './theme.js';
import './ui/fw-app.js';

useTheme(wantedTheme());
