local function bodies()
  local pi = 3.141592653589793
  local solar = 4.0 * pi * pi
  local year = 365.24
  return {
    { x = 0.0, y = 0.0, z = 0.0, vx = 0.0, vy = 0.0, vz = 0.0, mass = solar },
    { x = 4.84143144246472090, y = -1.16032004402742839, z = -0.103622044471123109, vx = 0.00166007664274403694 * year, vy = 0.00769901118419740425 * year, vz = -0.0000690460016972063023 * year, mass = 0.000954791938424326609 * solar },
    { x = 8.34336671824457987, y = 4.12479856412430479, z = -0.403523417114321381, vx = -0.00276742510726411250 * year, vy = 0.00499852801234917238 * year, vz = 0.0000230417297573763929 * year, mass = 0.000285885980666130812 * solar },
    { x = 12.8943695621391310, y = -15.1111514016986312, z = -0.223307578892655734, vx = 0.00296460137564761618 * year, vy = 0.00237847173959480950 * year, vz = -0.0000296589568540237556 * year, mass = 0.0000436624404335156298 * solar },
    { x = 15.3796971148509165, y = -25.9193146099879641, z = 0.179258772950371181, vx = 0.00268067772490389322 * year, vy = 0.00162824170038242295 * year, vz = -0.0000951592254519715870 * year, mass = 0.0000515138902046611451 * solar },
  }
end
local function energy(system)
  local e, n = 0.0, #system
  for i = 1, n do
    local a = system[i]
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, n do
      local b = system[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end
local function advance(system, dt)
  local n = #system
  for i = 1, n do
    local a = system[i]
    for j = i + 1, n do
      local b = system[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * math.sqrt(d2))
      a.vx = a.vx - dx * b.mass * mag
      a.vy = a.vy - dy * b.mass * mag
      a.vz = a.vz - dz * b.mass * mag
      b.vx = b.vx + dx * a.mass * mag
      b.vy = b.vy + dy * a.mass * mag
      b.vz = b.vz + dz * a.mass * mag
    end
  end
  for _, b in ipairs(system) do
    b.x = b.x + dt * b.vx
    b.y = b.y + dt * b.vy
    b.z = b.z + dt * b.vz
  end
end
local system = bodies()
for i = 1, 50000 do advance(system, 0.01) end
print(math.floor(energy(system) * 1e9 + 0.5) / 1e9)
