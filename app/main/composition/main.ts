import path from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, safeStorage, session, shell } from 'electron'
import { startDesktop } from './start-desktop.ts'

const here = import.meta.dirname

void startDesktop(
  { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, safeStorage, session, shell },
  {
    renderer: path.join(here, '../renderer'),
    preload: path.join(here, '../preload/preload.cjs'),
    server: process.env.ECABINET_SERVER ?? 'http://127.0.0.1:4319',
    now: () => Date.now(),
  },
)
