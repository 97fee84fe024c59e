;;; emacs.el --- vault121 in emacs, by eglot  -*- lexical-binding: t -*-

;; Put this into your init file. Tried: emacs 28.2 with eglot 1.9 (Debian 12: emacs-nox, elpa-eglot):
;; tests/editors/run serves notes in `text-mode', by a set-up of its own, and loads this file. With
;; markdown-mode, from MELPA or Debian's elpa-markdown-mode, it was not tried, nor with emacs 29 and
;; later, which have eglot built in.

;;; Code:

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode) . ("vault121" "lsp")))

(defun vault121-maybe ()
  "Serve notes that lie in a vault."
  (when (and buffer-file-name
             (or (locate-dominating-file buffer-file-name ".vault121")
                 (locate-dominating-file buffer-file-name "dendron.yml")
                 (locate-dominating-file buffer-file-name ".obsidian")))
    (eglot-ensure)))

(add-hook 'markdown-mode-hook #'vault121-maybe)

(defun vault121-prep (person)
  "Make and open the next prep of PERSON."
  (interactive "sPrep for: ")
  (eglot-execute-command (eglot-current-server) "vault121.prep" (vector person)))

;;; emacs.el ends here
