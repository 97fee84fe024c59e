-- Neovim as a lead uses it, without a hand: run by `tests/editors/run`.
--
-- PROGRAM and VAULT come from the environment. Ends with a line `passed` or `failed: why`.
local program, vault = vim.env.PROGRAM, vim.env.VAULT
local encoding = "utf-16"

local function check(fits, what)
  if not fits then error("failed: " .. what, 0) end
end

local function wait(what, fits)
  check(vim.wait(20000, fits, 30), what)
end

local function set(buffer, text)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, "\n"))
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
end

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(vault .. "/" .. path))
  return vim.api.nvim_get_current_buf()
end

local function run()
  vim.o.hidden = true
  vim.o.swapfile = false
  -- As `editors/neovim.lua` has it: edits then carry the version that they are made for.
  local able = vim.lsp.protocol.make_client_capabilities()
  able.workspace.workspaceEdit.documentChanges = true
  local client = vim.lsp.start_client({
    capabilities = able,
    name = "vault121",
    cmd = { program, "--vault", vault, "--today", "2026-11-24", "lsp" },
    root_dir = vault,
  })
  check(client, "the server starts")
  local daily = open("Daily/2026-11-24.md")
  vim.lsp.buf_attach_client(daily, client)
  wait("the server answers `initialize`", function()
    return vim.lsp.get_client_by_id(client) and vim.lsp.get_client_by_id(client).initialized
  end)

  local function ask(buffer, method, more)
    local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, encoding), more or {})
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
    check(answers and answers[client], method .. " is answered")
    check(not answers[client].err, method .. ": " .. vim.inspect(answers[client].err))
    return answers[client].result
  end

  -- Complete a person and a goal, with the edits that the menu would do.
  local function complete(label)
    local line = vim.api.nvim_get_current_line()
    local params = vim.lsp.util.make_position_params(0, encoding)
    params.position.character = vim.str_utfindex(line)
    local list = ask(daily, "textDocument/completion", { position = params.position })
    for _, item in ipairs(list.items) do
      if item.label == label then
        vim.lsp.util.apply_text_edits({ item.textEdit }, daily, encoding)
        return item
      end
    end
    error("failed: " .. label .. " is offered", 0)
  end
  set(daily, "- ça #topic @al")
  check(complete("@alice").detail:find("Alice Fischer"), "the detail names her")
  check(text(daily) == "- ça #topic @alice", "a person is completed: " .. text(daily))
  set(daily, "- @alice #goal/")
  complete("#goal/cka")
  check(text(daily) == "- @alice #goal/cka", "a goal is completed: " .. text(daily))

  -- A complaint comes and goes.
  set(daily, "- #topic @alise the rota")
  wait("a complaint comes", function()
    local said = vim.diagnostic.get(daily)
    return #said == 1 and said[1].code == "unknown-person"
  end)
  set(daily, "- #topic @alice the rota")
  wait("the complaint goes", function() return #vim.diagnostic.get(daily) == 0 end)

  -- A quick fix, done and undone.
  local function action(title)
    local found
    wait("the action " .. title, function()
      local range = vim.lsp.util.make_range_params(0, encoding)
      range.context = { diagnostics = {} }
      for _, one in ipairs(ask(daily, "textDocument/codeAction", range)) do
        if vim.startswith(one.title, title) then found = one end
      end
      return found ~= nil
    end)
    return found
  end
  set(daily, "- #topic @alise the rota")
  vim.api.nvim_win_set_cursor(0, { 1, 12 })
  local fix = action("write `@alice`")
  -- What was set and the fix are two things to undo.
  vim.cmd("let &undolevels = &undolevels")
  vim.lsp.util.apply_workspace_edit(fix.edit, encoding)
  check(text(daily) == "- #topic @alice the rota", "the fix is done: " .. text(daily))
  vim.cmd("undo")
  check(text(daily) == "- #topic @alise the rota", "the fix is undone: " .. text(daily))

  -- Mark feedback as shared; an edit of an older text is refused.
  set(daily, "- #high-five @alice calm in the outage #skill/debugging")
  vim.api.nvim_win_set_cursor(0, { 1, 4 })
  local share = action("mark as shared")
  vim.api.nvim_buf_set_lines(daily, 1, -1, false, { "", "more" })
  wait("the change is sent", function()
    return vim.lsp.util.buf_versions[daily] > share.edit.documentChanges[1].textDocument.version
  end)
  vim.lsp.util.apply_workspace_edit(share.edit, encoding)
  check(not text(daily):find("shared"), "a stale edit is refused: " .. text(daily))
  vim.lsp.util.apply_workspace_edit(action("mark as shared").edit, encoding)
  check(text(daily):find("%[shared:: 2026%-11%-24%]"), "shared: " .. text(daily))

  -- Hover.
  vim.api.nvim_win_set_cursor(0, { 1, 14 })
  local card = ask(daily, "textDocument/hover")
  check(card.contents.value:find("Alice Fischer"), "the card of a person")

  -- From a generated line to its source.
  local rollup = open("1-2-1s/Alice Fischer/Rollup.md")
  vim.lsp.buf_attach_client(rollup, client)
  local line = vim.fn.search("rebuilt the staging", "w")
  check(line > 0, "the rollup has the line")
  vim.lsp.buf.definition()
  wait("the source is shown", function()
    return vim.api.nvim_buf_get_name(0):find("2026%-09%-22") ~= nil
  end)

  -- Rename a goal over two files.
  local person = open("People/Alice Fischer.md")
  vim.lsp.buf_attach_client(person, client)
  vim.fn.search("#goal/cka", "w")
  vim.fn.cursor(vim.fn.line("."), vim.fn.col(".") + 7)
  vim.cmd("let &undolevels = &undolevels")
  vim.lsp.buf.rename("kubernetes")
  wait("the goal has its new name", function()
    return text(person):find("#goal/kubernetes %(was #goal/cka%)") ~= nil
  end)
  local others = 0
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if buffer ~= person and text(buffer):find("#goal/kubernetes") then others = others + 1 end
  end
  check(others >= 1, "other notes have it too")
  vim.cmd("undo")
  check(text(person):find("#goal/cka"), "and back by undo")

  vim.lsp.stop_client(client)

  -- The settings that a lead copies serve a note, and `:Prep` opens what it makes.
  vim.env.PATH = vim.env.BIN .. ":" .. vim.env.PATH
  dofile(vim.env.SETTINGS)
  local note = open("Daily/2026-11-23.md")
  vim.bo[note].filetype = "markdown"
  wait("the settings serve a note", function()
    local served = vim.lsp.buf_get_clients(note)
    for id, one in pairs(served) do
      if id ~= client and one.initialized then return true end
    end
  end)
  vim.cmd("Prep alice")
  wait("`:Prep` opens the prep", function()
    return vim.api.nvim_buf_get_name(0):find("Alice Fischer/2026%-11%-24") ~= nil
  end)
  check(text(0):find("vault121:begin prep"), "the prep stands in it")
  for id in pairs(vim.lsp.buf_get_clients(note)) do vim.lsp.stop_client(id) end

  -- Without a server: `:make` with the `errorformat` that vim has by itself.
  vim.cmd("cd " .. vim.fn.fnameescape(vault))
  local broken = "Daily/2026-11-23 broken.md"
  vim.fn.writefile({ "# Monday", "- ü #topic @alise the rota" }, broken)
  vim.cmd("set makeprg& errorformat&")
  vim.cmd("set makeprg=" .. vim.fn.escape(program, " \\") .. "\\ --today\\ 2026-11-24\\ check")
  vim.cmd("silent! make!")
  local found = vim.tbl_filter(function(one)
    return one.valid == 1 and vim.fn.bufname(one.bufnr) == broken
  end, vim.fn.getqflist())
  check(#found == 1, "one complaint in the quickfix list: " .. vim.inspect(vim.fn.getqflist()))
  check(found[1].lnum == 2 and found[1].text:find("unknown%-person"), vim.inspect(found))
  vim.cmd("cfirst")
  local at = vim.fn.index(vim.tbl_map(function(one) return one.bufnr end, vim.fn.getqflist()), found[1].bufnr)
  vim.cmd("cc " .. (at + 1))
  check(vim.fn.bufname() == broken and vim.fn.line(".") == 2, "`:cc` goes to the line")
end

local fine, why = pcall(run)
io.stdout:write("\n" .. (fine and "passed" or tostring(why)) .. "\n")
vim.cmd("qall!")
