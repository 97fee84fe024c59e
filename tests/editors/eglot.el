;;; eglot.el --- Emacs as a lead uses it, without a hand: run by `tests/editors/run'  -*- lexical-binding: t -*-

;; PROGRAM and VAULT come from the environment. Ends with a line `passed' or `failed: why'.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'xref)

(defconst lead-vault (file-name-as-directory (getenv "VAULT")))
(setq project-find-functions (list (lambda (_) (cons 'transient lead-vault))))
;; The settings that are to be copied can be loaded.
(load (expand-file-name "../../editors/emacs.el") nil t)

(setq make-backup-files nil auto-save-default nil create-lockfiles nil)
(setq eglot-confirm-server-initiated-edits nil)

;; Emacs asks before it changes notes that are not open: the lead says yes.
(defalias 'y-or-n-p #'always)

(defun lead-check (fits what)
  "Fail with WHAT unless FITS."
  (unless fits (error "failed: %s" what)))

(defun lead-wait (what fits)
  "Wait until FITS gives something, and fail with WHAT when it does not."
  (let ((until (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall fits))) (< (float-time) until))
      (accept-process-output nil 0.05))
    (lead-check found what)
    found))

(defun lead-open (path)
  "Open the note at PATH, served."
  (find-file (concat lead-vault path))
  (text-mode)
  (unless (eglot-managed-p)
    (if (eglot-current-server)
        (eglot--maybe-activate-editing-mode)
      (eglot '(text-mode) (cons 'transient lead-vault) 'eglot-lsp-server
             (list (getenv "PROGRAM") "--vault" lead-vault "--today" "2026-11-24" "lsp")
             "markdown")))
  (lead-check (eglot-managed-p) (concat path " is served"))
  (current-buffer))

(defun lead-set (text)
  "Make TEXT the whole text, and tell the server."
  (undo-boundary)
  (erase-buffer)
  (insert text)
  (undo-boundary)
  (eglot--signal-textDocument/didChange))

(defun lead-actions ()
  "The code actions at point."
  (eglot--signal-textDocument/didChange)
  (append (jsonrpc-request
           (eglot--current-server-or-lose) :textDocument/codeAction
           (list :textDocument (eglot--TextDocumentIdentifier)
                 :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                 :context (list :diagnostics [])))
          nil))

(defun lead-action (title)
  "The code action at point that begins with TITLE."
  (lead-wait (concat "the action " title)
             (lambda ()
               (cl-find-if (lambda (one) (string-prefix-p title (plist-get one :title)))
                           (lead-actions)))))

(defun lead-complete (label)
  "Complete at point with the offer LABEL, as Emacs does it."
  (eglot--signal-textDocument/didChange)
  (pcase-let* ((`(,beg ,end ,table . ,plist) (eglot-completion-at-point))
               (typed (buffer-substring-no-properties beg end))
               (offers (completion-all-completions
                        typed table nil (length typed) (completion-metadata typed table nil)))
               (offers (progn (when offers (setcdr (last offers) nil)) offers))
               (found (cl-find label offers :test #'string=)))
    (lead-check found (format "%s is offered: %s" label offers))
    (delete-region beg end)
    (insert found)
    (funcall (plist-get plist :exit-function) found 'finished)))

(defun lead-run ()
  "Do what a lead does."
  (let ((daily (lead-open "Daily/2026-11-24.md")) person)
    ;; Complete a person and a goal.
    (lead-set "- ça #topic @al")
    (lead-complete "@alice")
    (lead-check (equal (buffer-string) "- ça #topic @alice") (concat "a person: " (buffer-string)))
    (lead-set "- @alice #goal/")
    (lead-complete "#goal/cka")
    (lead-check (equal (buffer-string) "- @alice #goal/cka") (concat "a goal: " (buffer-string)))

    ;; A complaint comes and goes.
    (flymake-mode 1)
    (lead-set "- #topic @alise the rota\n")
    (lead-wait "a complaint comes"
               (lambda ()
                 (flymake-start)
                 (cl-some (lambda (one) (string-match-p "@alise" (flymake-diagnostic-text one)))
                          (flymake-diagnostics))))
    (lead-set "- #topic @alice the rota\n")
    (lead-wait "the complaint goes" (lambda () (flymake-start) (null (flymake-diagnostics))))

    ;; A quick fix, done and undone.
    (lead-set "- #topic @alise the rota\n")
    (goto-char 12)
    (let ((fix (lead-action "write `@alice`")))
      (undo-boundary)
      (eglot--apply-workspace-edit (plist-get fix :edit))
      (lead-check (string-match-p "@alice the" (buffer-string)) (concat "fixed: " (buffer-string)))
      (undo-boundary)
      (undo-only 1)
      (lead-check (string-match-p "@alise the" (buffer-string)) (concat "undone: " (buffer-string))))

    ;; Mark feedback as shared; an edit of an older text is refused.
    (lead-set "- #high-five @alice calm in the outage #skill/debugging\n")
    (goto-char 5)
    (let ((share (plist-get (lead-action "mark as shared") :edit)))
      (goto-char (point-max))
      (insert "more\n")
      (eglot--signal-textDocument/didChange)
      (lead-check (condition-case nil
                      (progn (eglot--apply-workspace-edit share) nil)
                    (error t))
                  "a stale edit is refused")
      (lead-check (not (string-match-p "shared" (buffer-string))) "and changes nothing")
      (goto-char 5)
      (eglot--apply-workspace-edit (plist-get (lead-action "mark as shared") :edit))
      (lead-check (string-match-p "\\[shared:: 2026-11-24\\]" (buffer-string)) "shared"))

    ;; Hover.
    (goto-char 15)
    (let ((card (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                 (eglot--TextDocumentPositionParams))))
      (lead-check (string-match-p "Alice Fischer" (plist-get (plist-get card :contents) :value))
                  "the card of a person"))

    ;; From a generated line to its source.
    (lead-open "1-2-1s/Alice Fischer/Rollup.md")
    (goto-char (point-min))
    (search-forward "rebuilt the staging")
    (let ((found (xref-backend-definitions 'eglot "LSP identifier at point.")))
      (lead-check (string-match-p "2026-09-22" (xref-location-group (xref-item-location (car found))))
                  "the source of a generated line"))

    ;; Rename a goal over two files.
    (setq person (lead-open "People/Alice Fischer.md"))
    (goto-char (point-min))
    (search-forward "#goal/ck")
    (eglot-rename "kubernetes")
    (lead-check (string-match-p "#goal/kubernetes (was #goal/cka)" (with-current-buffer person (buffer-string)))
                "the goal has its new name")
    (lead-check (cl-some (lambda (buffer)
                           (and (not (eq buffer person)) (not (eq buffer daily))
                                (with-current-buffer buffer
                                  (string-match-p "#goal/kubernetes" (buffer-string)))))
                         (buffer-list))
                "other notes have it too")))

(condition-case why
    (progn (lead-run) (princ "passed\n"))
  (error (princ (format "%s\n" (error-message-string why))) (kill-emacs 1)))
(dolist (buffer (buffer-list))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs 0)

;;; eglot.el ends here
