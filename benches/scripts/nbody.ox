// Float arithmetic on struct fields.
struct Body { x: float, y: float, z: float, vx: float, vy: float, vz: float, mass: float }

fn bodies() {
  let pi = 3.141592653589793
  let solar = 4.0 * pi * pi
  let year = 365.24
  return [
    new Body { x: 0.0, y: 0.0, z: 0.0, vx: 0.0, vy: 0.0, vz: 0.0, mass: solar },
    new Body { x: 4.84143144246472090, y: -1.16032004402742839, z: -0.103622044471123109, vx: 0.00166007664274403694 * year, vy: 0.00769901118419740425 * year, vz: -0.0000690460016972063023 * year, mass: 0.000954791938424326609 * solar },
    new Body { x: 8.34336671824457987, y: 4.12479856412430479, z: -0.403523417114321381, vx: -0.00276742510726411250 * year, vy: 0.00499852801234917238 * year, vz: 0.0000230417297573763929 * year, mass: 0.000285885980666130812 * solar },
    new Body { x: 12.8943695621391310, y: -15.1111514016986312, z: -0.223307578892655734, vx: 0.00296460137564761618 * year, vy: 0.00237847173959480950 * year, vz: -0.0000296589568540237556 * year, mass: 0.0000436624404335156298 * solar },
    new Body { x: 15.3796971148509165, y: -25.9193146099879641, z: 0.179258772950371181, vx: 0.00268067772490389322 * year, vy: 0.00162824170038242295 * year, vz: -0.0000951592254519715870 * year, mass: 0.0000515138902046611451 * solar }
  ]
}

fn energy(system) {
  let e = 0.0
  let n = system.length()
  for i in 0..n {
    let a = system[i]
    e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j in i + 1..n {
      let b = system[j]
      let dx = a.x - b.x
      let dy = a.y - b.y
      let dz = a.z - b.z
      e -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    }
  }
  return e
}

fn advance(system, dt) {
  let n = system.length()
  for i in 0..n {
    let a = system[i]
    for j in i + 1..n {
      let b = system[j]
      let dx = a.x - b.x
      let dy = a.y - b.y
      let dz = a.z - b.z
      let d2 = dx * dx + dy * dy + dz * dz
      let mag = dt / (d2 * math.sqrt(d2))
      a.vx -= dx * b.mass * mag
      a.vy -= dy * b.mass * mag
      a.vz -= dz * b.mass * mag
      b.vx += dx * a.mass * mag
      b.vy += dy * a.mass * mag
      b.vz += dz * a.mass * mag
    }
  }
  for b in system {
    b.x += dt * b.vx
    b.y += dt * b.vy
    b.z += dt * b.vz
  }
}

main {
  let system = bodies()
  for i in 0..50000 { advance(system, 0.01) }
  print(math.round_to(energy(system), 9))
}
