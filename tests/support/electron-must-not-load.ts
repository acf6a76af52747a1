throw new Error('The electron package must not be imported outside Electron: it would start a download.')
