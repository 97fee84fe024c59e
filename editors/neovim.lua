-- vault121 in neovim. Put this into your init.lua, or into after/ftplugin/markdown.lua.
--
-- Tried: neovim 0.7.2 (Debian 12), by tests/editors/run, which loads this file. Neovim 0.11 has `vim.lsp.config`, which
-- does the same in fewer lines (at the end); that was not tried.

local function vault121(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  local marks = { ".vault121", "dendron.yml", ".obsidian" }
  local root
  for dir in (function()
    local at = vim.fn.fnamemodify(file, ":h")
    return function()
      local here = at
      if not here then return nil end
      local up = vim.fn.fnamemodify(here, ":h")
      at = up ~= here and up or nil
      return here
    end
  end)() do
    for _, mark in ipairs(marks) do
      if not root and vim.loop.fs_stat(dir .. "/" .. mark) then root = dir end
    end
  end
  if not root then return end
  local able = vim.lsp.protocol.make_client_capabilities()
  -- Edits carry the version that they are made for, so a stale one is refused.
  able.workspace.workspaceEdit.documentChanges = true
  vault121_clients = vault121_clients or {}
  local client = vault121_clients[root]
  if not client or not vim.lsp.get_client_by_id(client) then
    client = vim.lsp.start_client({
      name = "vault121",
      cmd = { "vault121", "lsp" },
      root_dir = root,
      capabilities = able,
    })
    vault121_clients[root] = client
  end
  if not client then return end
  vim.lsp.buf_attach_client(buffer, client)
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  local map = function(keys, what) vim.keymap.set("n", keys, what, { buffer = buffer }) end
  map("K", vim.lsp.buf.hover)
  map("gd", vim.lsp.buf.definition)
  map("gr", vim.lsp.buf.references)
  map("<leader>a", vim.lsp.buf.code_action)
  map("<leader>r", vim.lsp.buf.rename)
  map("<leader>d", vim.diagnostic.open_float)
  vim.api.nvim_buf_create_user_command(buffer, "Prep", function(args)
    local wanted = { command = "vault121.prep", arguments = { args.args } }
    vim.lsp.buf_request(buffer, "workspace/executeCommand", wanted, function(err, result)
      if err then return vim.notify(err.message, vim.log.levels.ERROR) end
      -- Neovim before 0.8 cannot be asked to show a note: it gets the address of the prep back.
      if type(result) == "table" and result.uri then
        vim.cmd("hide edit " .. vim.fn.fnameescape(vim.uri_to_fname(result.uri)))
      end
    end)
  end, { nargs = 1 })
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "markdown",
  callback = function(args) vault121(args.buf) end,
})

-- Neovim 0.11 and later, instead of all above:
--
--   vim.lsp.config.vault121 = {
--     cmd = { "vault121", "lsp" },
--     filetypes = { "markdown" },
--     root_markers = { ".vault121", "dendron.yml", ".obsidian" },
--   }
--   vim.lsp.enable("vault121")
--   vim.lsp.inlay_hint.enable()
