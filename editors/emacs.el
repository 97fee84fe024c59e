;;; emacs.el --- vault121 in emacs, by eglot  -*- lexical-binding: t -*-

;; Put this into your init file. Tried: emacs 28.2 with eglot 1.9 (Debian 12: emacs-nox, elpa-eglot),
;; by tests/editors/run. Emacs 29 and later have eglot built in; that was not tried. markdown-mode
;; is from MELPA or Debian's elpa-markdown-mode; `text-mode' works as well, and is what was tried.

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
