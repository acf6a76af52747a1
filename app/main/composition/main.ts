import path from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron'
import { startDesktop } from './start-desktop.ts'

const here = import.meta.dirname

void startDesktop(
  { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, protocol, safeStorage, screen, session, shell },
  {
    renderer: path.join(here, '../renderer'),
    preload: path.join(here, '../preload/preload.cjs'),
    server: process.env.ECABINET_SERVER ?? 'http://127.0.0.1:4319',
    now: () => Date.now(),
  },
)
