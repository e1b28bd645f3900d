# Debian 12 with the packages of `./dev build`: nothing is downloaded.
[settings]
os=Linux
arch=x86_64
build_type=Release
compiler=gcc
compiler.version=12
compiler.libcxx=libstdc++11
compiler.cppstd=20

[platform_requires]
boost/1.74.0
re2/20220601
spdlog/1.10.0
nlohmann_json/3.11.2
tomlplusplus/3.3.0
highway/1.0.3
sqlite3/3.40.1
