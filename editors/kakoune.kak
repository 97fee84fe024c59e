# vault121 in Kakoune with kakoune-lsp: ~/.config/kak/kakrc
#
# Tried: Kakoune 2022.10.31 (Debian 12) with kakoune-lsp 22.0.0 (`cargo install kak-lsp`), by
# tests/editors/picture: complaints, completion, hover. Not in CI.

evaluate-commands %sh{ kak-lsp }

# Behind the servers that kakoune-lsp knows for Markdown: ours takes their place in a vault.
hook global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [vault121]
        root_globs = [".vault121", "dendron.yml", ".obsidian"]
        args = ["lsp"]
    }
}

hook global WinSetOption filetype=markdown %{
    lsp-enable-window
    lsp-inlay-hints-enable window
    map window normal K ': lsp-hover<ret>' -docstring 'who is that, how stands this goal'
    map window normal <a-a> ': lsp-code-actions<ret>' -docstring 'what can be done with the line'
    map window goto d '<esc>: lsp-definition<ret>' -docstring 'where it is said'
}
