local Button = {}
Button.__index = Button
function Button.on(button, handler) button.handlers[#button.handlers + 1] = handler end
function Button.click(button)
  for _, handler in ipairs(button.handlers) do handler(button) end
end
local function open(number)
  local window = { name = "window", children = {}, clicks = 0 }
  local last = nil
  for i = 0, 7 do
    local button = setmetatable({ owner = window, label = "button", handlers = {}, next = last }, Button)
    button:on(function(b) b.owner.clicks = b.owner.clicks + 1 end)
    button:on(function(b) window.clicks = window.clicks + i end)
    window.children[#window.children + 1] = button
    last = button
  end
  window.children[1].next = last
  return window
end
local clicks, kept = 0, {}
for number = 0, 19999 do
  local window = open(number)
  for _, child in ipairs(window.children) do child:click() end
  clicks = clicks + window.clicks
  if number % 100 == 0 then kept[#kept + 1] = window end
end
print(clicks, #kept)
